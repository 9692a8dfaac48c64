#define BOOST_TEST_MODULE pimlab
#include <boost/test/unit_test.hpp>
